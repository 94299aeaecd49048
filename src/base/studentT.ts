/** For 1 to 10 degrees of freedom (Student 1908), where the expansion below is too coarse. */
const FEW = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281];
/** The same of the normal distribution */
const Z = 1.959964;

/**
 * How many standard errors a 95 % interval reaches to each side of a mean: Student's t at 0.975, to three decimals.
 * More than ten degrees by the first terms of its expansion around the normal (Fisher and Cornish 1960).
 *
 * @param degrees of freedom, one less than there are values
 * @throws where there are none
 */
export function reachOf(degrees: number): number {
  if (!(degrees >= 1)) throw new Error(`reachOf: ${degrees} degrees of freedom tell nothing`);
  const known = FEW[Math.floor(degrees) - 1];
  if (known !== undefined) return known;
  const first = (Z ** 3 + Z) / 4;
  const second = (5 * Z ** 5 + 16 * Z ** 3 + 3 * Z) / 96;
  const third = (3 * Z ** 7 + 19 * Z ** 5 + 17 * Z ** 3 - 15 * Z) / 384;
  return Z + first / degrees + second / degrees ** 2 + third / degrees ** 3;
}
