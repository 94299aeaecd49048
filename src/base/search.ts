/** What is read by index */
type List = { readonly length: number; at(i: number): number | undefined };

/** The last index whose value is at most `value`, in an ascending list; 0 where there is none. */
export function lastAtMost(ascending: List, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (ascending.at(middle)! <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The index at share `u`, 0 to 1, of the whole, given running sums; one that adds nothing is never found. */
export function indexAtShare(sums: Float64Array, u: number): number {
  const target = u * sums.at(-1)!;
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
