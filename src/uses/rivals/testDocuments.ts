/** Six documents: three of drinks, three of the law. What scikit-learn 1.9 and NumPy 2 make of them stands in the tests. */
export const DOCUMENTS = [
  'the cat drinks milk',
  'the dog drinks water',
  'a kitten drinks milk milk',
  'the judge reads the law',
  'a lawyer reads the law',
  'the judge asks a lawyer',
].map((text) => text.split(' '));
