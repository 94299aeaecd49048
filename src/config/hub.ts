/** Address of the Hugging Face Hub, from which models can be opened by name; empty unless built with CLOZE_HUB=1. */
export const HUB: string = import.meta.env.CLOZE_HUB ?? '';
