// The build option CLOZE_HUB=1: models can be opened from the Hugging Face Hub by name. It is off by default, as the page
// then sends requests to another origin, and its policy has to allow that.

const HUB = 'https://huggingface.co';
/** Weights come from other hosts of the Hub, by a redirect, to which the policy applies too. */
const HUB_SOURCES = [HUB, 'https://*.huggingface.co', 'https://*.hf.co'];

/**
 * Where the Hub is, and what the policy must allow for it; undefined where the option is off. CLOZE_HUB_URL puts a mirror
 * or a test's server in its place.
 * @param {Readonly<Record<string, string | undefined>>} env
 * @throws where the option has another value, or the address is none
 */
export function hubOf({ CLOZE_HUB: option, CLOZE_HUB_URL: address }) {
  if (option === undefined || option === '' || option === '0') return undefined;
  if (option !== '1') throw new Error(`CLOZE_HUB is "${option}"; 1 turns the Hub on, 0 off.`);
  if (!address) return { url: HUB, sources: HUB_SOURCES };
  const { protocol, origin, href } = new URL(address);
  if (!/^https?:$/.test(protocol)) throw new Error(`CLOZE_HUB_URL is no web address: ${address}`);
  return { url: href.replace(/\/+$/, ''), sources: [origin] };
}
