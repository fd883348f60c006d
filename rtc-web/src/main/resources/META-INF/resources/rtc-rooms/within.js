/**
 * @template T
 * @param {number} patience milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T>} rejected if the promise is not settled within this time
 */
export function within(patience, promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${patience} ms`)), patience);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
