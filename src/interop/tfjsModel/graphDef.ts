/**
 * TensorFlow's GraphDef as JSON, the form in which `model.json` of a TensorFlow.js graph model holds it
 * (tensorflow/core/framework/graph.proto; protobuf writes 64-bit integers as strings).
 */

export type DataType = 'DT_FLOAT' | 'DT_INT32' | 'DT_BOOL';

export interface TensorShape {
  readonly dim?: readonly { readonly size: string }[];
}

export type Attribute =
  | { readonly type: DataType }
  | { readonly b: boolean }
  | { readonly i: string }
  | { readonly shape: TensorShape }
  | { readonly tensor: { readonly dtype: DataType; readonly tensorShape: TensorShape } };

export type Attributes = Readonly<Record<string, Attribute>>;

export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input?: readonly string[];
  readonly attr: Attributes;
}

/** -1 stands for a size that may vary. A single number has no sizes. */
export const tensorShape = (sizes: readonly number[]): TensorShape =>
  sizes.length > 0 ? { dim: sizes.map((size) => ({ size: `${size}` })) } : {};

export const type = (dtype: DataType): Attribute => ({ type: dtype });
export const flag = (b: boolean): Attribute => ({ b });
export const int = (i: number): Attribute => ({ i: `${i}` });

export const placeholder = (name: string, dtype: DataType, sizes: readonly number[]): NodeDef => ({
  name,
  op: 'Placeholder',
  attr: { dtype: type(dtype), shape: { shape: tensorShape(sizes) } },
});

/** A weight or another constant. Its values stand in the weights file, under the same name. */
export const constant = (name: string, dtype: DataType, sizes: readonly number[]): NodeDef => ({
  name,
  op: 'Const',
  attr: { dtype: type(dtype), value: { tensor: { dtype, tensorShape: tensorShape(sizes) } } },
});
