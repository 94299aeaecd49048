import { heard } from './pdfjsUnheard';

/** Takes back what `pdfjsUnheard` did. */
if (heard) Object.defineProperty(globalThis, 'postMessage', heard);
else Reflect.deleteProperty(globalThis, 'postMessage');
