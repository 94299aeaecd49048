export function firstLoad(limit: number): import('vite').Plugin;
