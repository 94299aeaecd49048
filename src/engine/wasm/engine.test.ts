import { hiddenStatesOfPlainLoops } from '../testHiddenStates';
import { parityWithPyTorch } from '../testParity';
import { parityWithPortable } from '../testPortable';
import { startWasmEngine } from './engine';

// One worker, this one, with the SIMD that Node has; `team.browser.test.ts` has the rest.
parityWithPyTorch('wasm', () => startWasmEngine(), { loss: 1e-6, gradient: 1e-5 });
parityWithPortable('wasm', () => startWasmEngine());
hiddenStatesOfPlainLoops('wasm', () => startWasmEngine());
