import { vi } from 'vitest';

/** What goes wrong with the disk, and how. */
export interface Faults {
  /** Bytes that fit on it; a write beyond them does what `full` says */
  room?: number;
  /** What a write returns or throws when the disk is full */
  full?: number | 'short' | 'throw';
  flush?: boolean;
  close?: boolean;
  /** A new file cannot be opened */
  access?: boolean;
  /** No folder can be opened */
  folder?: Error;
  /** Bytes that a file has lost once it is closed */
  lost?: number;
}

const full = () => new DOMException('no room', 'QuotaExceededError');

/** Stands in for the origin private file system; `faults` may change at any time. */
export function fakeDisk(faults: Faults = {}) {
  const files = new Map<string, Uint8Array<ArrayBuffer>>();

  const accessTo = (key: string) => {
    const bytes = () => files.get(key)!;
    const setTo = (content: Uint8Array<ArrayBuffer>) => files.set(key, content);
    return {
      write(added: Uint8Array, { at }: { at: number }) {
        const taken = Math.min(added.length, (faults.room ?? Number.POSITIVE_INFINITY) - at);
        const content = new Uint8Array(Math.max(bytes().length, at + taken));
        content.set(bytes());
        content.set(added.subarray(0, taken), at);
        setTo(content);
        if (taken === added.length) return taken;
        if (faults.full === 'throw') throw full();
        return typeof faults.full === 'number' ? faults.full : taken;
      },
      read(into: Uint8Array, { at }: { at: number }) {
        const part = bytes().subarray(at, at + into.length);
        into.set(part);
        return part.length;
      },
      truncate: (size: number) => void setTo(bytes().slice(0, size)),
      getSize: () => bytes().length,
      flush() {
        if (faults.flush) throw full();
      },
      close() {
        if (faults.close) throw full();
      },
    };
  };

  const handleOf = (key: string) => ({
    kind: 'file',
    async createSyncAccessHandle() {
      if (faults.access) throw full();
      return accessTo(key);
    },
    getFile: async () => {
      const bytes = files.get(key)!;
      return new File([bytes.slice(0, bytes.length - (faults.lost ?? 0))], key);
    },
  });

  const folder = {
    async getFileHandle(key: string, { create = false } = {}) {
      if (!files.has(key) && !create) throw new DOMException('gone', 'NotFoundError');
      if (!files.has(key)) files.set(key, new Uint8Array());
      return handleOf(key);
    },
    async removeEntry(key: string) {
      if (!files.delete(key)) throw new DOMException('gone', 'NotFoundError');
    },
    async *entries() {
      for (const key of files.keys()) yield [key, handleOf(key)];
    },
  };
  const getDirectory = async () => {
    if (faults.folder) throw faults.folder;
    return { getDirectoryHandle: async () => folder };
  };
  vi.stubGlobal('navigator', { storage: { getDirectory } });
  return files;
}
