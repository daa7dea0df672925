/**
 * Where {@link hongKongHolidays} comes from. The dates were compared with public transcriptions of these pages, not
 * with the pages themselves: compare them when there is a line to it.
 */
export const hongKongHolidaysSource = {
  title: "General holidays under the General Holidays Ordinance (Cap. 149), as gazetted and listed by GovHK",
  url: "https://www.gov.hk/en/about/abouthk/holiday/",
} as const;

/**
 * Hong Kong's gazetted general holidays by year, but for the Sundays. A year is either complete here or absent; dates
 * of an absent year are refused.
 */
export const hongKongHolidays: Readonly<Record<number, readonly string[]>> = {
  2025: [
    "2025-01-01", // the first day of January
    "2025-01-29", // Lunar New Year's Day
    "2025-01-30", // the second day of Lunar New Year
    "2025-01-31", // the third day of Lunar New Year
    "2025-04-04", // Ching Ming Festival
    "2025-04-18", // Good Friday
    "2025-04-19", // the day following Good Friday
    "2025-04-21", // Easter Monday
    "2025-05-01", // Labour Day
    "2025-05-05", // the Birthday of the Buddha
    "2025-05-31", // Tuen Ng Festival
    "2025-07-01", // Establishment Day
    "2025-10-01", // National Day
    "2025-10-07", // the day following the Chinese Mid-Autumn Festival
    "2025-10-29", // Chung Yeung Festival
    "2025-12-25", // Christmas Day
    "2025-12-26", // the first weekday after Christmas Day
  ],
  2026: [
    "2026-01-01", // the first day of January
    "2026-02-17", // Lunar New Year's Day
    "2026-02-18", // the second day of Lunar New Year
    "2026-02-19", // the third day of Lunar New Year
    "2026-04-03", // Good Friday
    "2026-04-04", // the day following Good Friday
    "2026-04-06", // the day following Ching Ming Festival
    "2026-04-07", // the day following Easter Monday
    "2026-05-01", // Labour Day
    "2026-05-25", // the day following the Birthday of the Buddha
    "2026-06-19", // Tuen Ng Festival
    "2026-07-01", // Establishment Day
    "2026-09-26", // the day following the Chinese Mid-Autumn Festival
    "2026-10-01", // National Day
    "2026-10-19", // the day following Chung Yeung Festival
    "2026-12-25", // Christmas Day
    "2026-12-26", // the first weekday after Christmas Day
  ],
  2027: [
    "2027-01-01", // the first day of January
    "2027-02-06", // Lunar New Year's Day
    "2027-02-08", // the third day of Lunar New Year
    "2027-02-09", // the fourth day of Lunar New Year, as the second is a Sunday
    "2027-03-26", // Good Friday
    "2027-03-27", // the day following Good Friday
    "2027-03-29", // Easter Monday
    "2027-04-05", // Ching Ming Festival
    "2027-05-01", // Labour Day
    "2027-05-13", // the Birthday of the Buddha
    "2027-06-09", // Tuen Ng Festival
    "2027-07-01", // Establishment Day
    "2027-09-16", // the day following the Chinese Mid-Autumn Festival
    "2027-10-01", // National Day
    "2027-10-08", // Chung Yeung Festival
    "2027-12-25", // Christmas Day
    "2027-12-27", // the first weekday after Christmas Day
  ],
};
