/** What scripts/wasmKernels.mjs makes of `kernels/`: a WebAssembly program in base64. */
declare module '*?wasm=relaxed' {
  const base64: string;
  export default base64;
}
declare module '*?wasm=plain' {
  const base64: string;
  export default base64;
}
