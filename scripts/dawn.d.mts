export function dawnEnvironment(): Record<string, string> | undefined;
