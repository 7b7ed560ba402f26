/**
 * Under which licence the data files are open: CC0 1.0, as the government's own data policy asks, by its name
 * in the EU authority table of licences. The program itself is EUPL-1.2; that does not concern the data.
 */
export const dataLicence = 'http://publications.europa.eu/resource/authority/licence/CC0';
