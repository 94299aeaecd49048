/** What scripts/wasmKernels.mjs makes of `kernels/`: the address of a WebAssembly program. */
declare module '*?wasm=relaxed' {
  const url: string;
  export default url;
}
declare module '*?wasm=plain' {
  const url: string;
  export default url;
}
