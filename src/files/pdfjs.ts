/**
 * pdf.js with its worker's half in this thread, which is a worker already: one module, so that it is loaded when
 * the first pdf is read. The legacy build is the one for browsers (and Node) that are not of this year.
 *
 * The imports stand in the order in which they must run.
 */
import './pdfjsUnheard';
import 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import './pdfjsHeard';

export { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
