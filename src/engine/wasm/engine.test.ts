import { parityWithPyTorch } from '../testParity';
import { startWasmEngine } from './engine';

// The engine in one worker, this one; teams need a browser.
parityWithPyTorch('wasm', () => startWasmEngine(1), { loss: 1e-6, gradient: 1e-5 });
