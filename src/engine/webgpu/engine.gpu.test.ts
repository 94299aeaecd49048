import { describe } from 'vitest';
import { hiddenStatesOfPlainLoops } from '../testHiddenStates';
import { parityWithPyTorch } from '../testParity';
import { createWebGPUEngine } from './engine';
import { testDevice } from './testDevice';

const device = await testDevice();
const failed = new Promise<never>(() => {});

describe('the compiled step', () => {
  const start = async () => createWebGPUEngine({ device, name: 'test', software: true, failed });
  parityWithPyTorch('webgpu', start, { loss: 1e-6, gradient: 1e-5 });
  hiddenStatesOfPlainLoops('webgpu', start);
});
