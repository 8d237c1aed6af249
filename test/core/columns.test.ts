import fc from 'fast-check';
import { expect, test } from 'vitest';
import { doublesOf, packColumns, unpackColumns } from '../../src/core/columns.ts';

test('numbers and texts come back, whatever they are', () => {
  const number = fc.oneof(fc.double(), fc.nat(255), fc.nat(2 ** 32 - 1), fc.constantFrom(-0, 256, 2 ** 32));
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '\n', '\ud800', 'a\nb', 'ü'));
  fc.assert(
    fc.property(fc.array(number), fc.array(text), fc.array(fc.nat(255)), (numbers, texts, bytes) => {
      const packed = packColumns({
        numbers: Float64Array.from(numbers),
        texts,
        bytes: Uint8Array.from(bytes),
        places: Uint32Array.from(bytes, (byte) => byte * 1_000),
      });
      // As a disk hands it back: somewhere in a larger piece of memory.
      const shifted = new Uint8Array(packed.length + 3);
      shifted.set(packed, 3);
      const back = unpackColumns(Buffer.from(shifted.buffer, 3));
      expect(back && [...doublesOf(back, 'numbers')]).toEqual(numbers);
      expect(back?.texts('texts')).toEqual(texts);
      expect([...(back?.numbers('bytes') ?? [])]).toEqual(bytes);
      expect([...(back?.numbers('places') ?? [])]).toEqual(bytes.map((byte) => byte * 1_000));
      expect(back?.texts('nothing')).toEqual([]);
      expect(back?.numbers('nothing').length).toBe(0);
    }),
  );
});

test('what another sort of machine wrote is not taken', () => {
  const packed = packColumns({ a: Uint32Array.from([70_000]) });
  const text = Buffer.from(packed).toString('latin1');
  expect(text).toContain('"order":"little"');
  expect(unpackColumns(Buffer.from(text.replace('"little"', '"big"'), 'latin1'))).toBeUndefined();
});
