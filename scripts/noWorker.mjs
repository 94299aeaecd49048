// Modules that Emscripten made for Node, such as ONNX Runtime's, set a global `Worker`. Tests of one project share their
// globals, so the page's code would start its workers in the tests that run after: Node cannot load them, and no test would
// be at fault.
delete globalThis.Worker;
