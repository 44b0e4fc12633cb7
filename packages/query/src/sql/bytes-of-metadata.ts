/** Of the values of the column `metadata`, over tables that have it. */
export const bytesOfMetadata = 'arraySum(value -> length(value), mapValues(metadata))'
