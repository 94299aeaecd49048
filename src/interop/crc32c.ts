import { crcOf } from '../base/crc';

/** CRC-32C (Castagnoli) of some bytes, as an unsigned 32-bit number: RFC 3720. */
export const crc32c = crcOf(0x82f63b78);
