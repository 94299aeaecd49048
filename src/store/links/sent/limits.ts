/**
 * Characters of a link that Cloze makes, and that it unpacks. Browsers take far more, but Windows hands a program 32 767
 * characters at most, and so does what opens links there. A text of about 70 000 characters fits.
 */
export const MAX_LINK = 32_000;

/** Some programs cut longer links, or do not take them for links: Outlook at 2 083 characters, Discord at 2 000. */
export const OFTEN_CUT = 2000;
