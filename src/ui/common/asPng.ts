/** An image that needs no page around it, and its size in px. */
export interface Picture {
  readonly text: string;
  readonly width: number;
  readonly height: number;
}

/** Pixels of the PNG per pixel of the page, so that it is sharp on a slide. */
const SHARPNESS = 3;

export async function asPng({ text, width, height }: Picture): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(SHARPNESS * width, SHARPNESS * height);
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    URL.revokeObjectURL(address);
  }
}
