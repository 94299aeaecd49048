import { describe } from 'vitest';
import { parityWithPyTorch } from '../testParity';
import { createWebGPUEngine } from './engine';
import { testDevice } from './testDevice';

const device = await testDevice();
const failed = new Promise<never>(() => {});

describe('the compiled step', () => {
  parityWithPyTorch(
    'webgpu',
    async () => createWebGPUEngine({ device, name: 'test', software: true, failed }),
    { loss: 1e-6, gradient: 1e-5 },
  );
});
