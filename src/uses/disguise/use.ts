import type { Use } from '../use';
import { world } from './world';
export const use: Use = { about: {} as Use['about'], world, exam: async () => [], play: async () => ({ blocks: [] }), example: () => ({}) };
