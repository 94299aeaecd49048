import { expect, it } from 'vitest';
import { contentSecurityPolicy } from './headers.mjs';
import { hubOf } from './hub.mjs';

const connect = (env) => /connect-src ([^;]+)/.exec(contentSecurityPolicy(hubOf(env)))[1];

it('lets the page reach nothing but its own origin unless it is built with the Hub', () => {
  for (const env of [
    {},
    { CLOZE_HUB: '' },
    { CLOZE_HUB: '0' },
    { CLOZE_HUB_URL: 'https://a.org' },
  ]) {
    expect(connect(env)).toBe("'self'");
  }
});

it('allows the Hub and the hosts of its files with the option, and nothing else changes', () => {
  const hub = hubOf({ CLOZE_HUB: '1' });
  expect(connect({ CLOZE_HUB: '1' })).toBe(
    "'self' https://huggingface.co https://*.huggingface.co https://*.hf.co",
  );
  const rest = (policy) => policy.replace(/connect-src [^;]+/, '');
  expect(rest(contentSecurityPolicy(hub))).toBe(rest(contentSecurityPolicy()));
});

it('takes another address for it', () => {
  const env = { CLOZE_HUB: '1', CLOZE_HUB_URL: 'http://localhost:5000/hub/' };
  expect(hubOf(env)?.url).toBe('http://localhost:5000/hub');
  expect(connect(env)).toBe("'self' http://localhost:5000");
  expect(() => hubOf({ ...env, CLOZE_HUB_URL: 'file:///etc' })).toThrow('no web address');
  expect(() => hubOf({ CLOZE_HUB: 'yes' })).toThrow('CLOZE_HUB is "yes"');
});
