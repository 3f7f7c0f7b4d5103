/** Whom kansa is measured beside, in the versions that the tables name. */
export const CHECKOV = { name: 'checkov', version: '3.3.30', distribution: 'checkov' } as const;
export const PROWLER = { name: 'prowler', version: '5.46.0', distribution: 'prowler' } as const;
export const PRESIDIO = { name: 'presidio', version: '2.2.366', distribution: 'presidio-analyzer' } as const;
