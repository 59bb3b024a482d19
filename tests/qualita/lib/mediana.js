/** The middle one. */
export const mediana = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
