// The sizes, languages and colours that every screen is looked at in.

/** `foto`: kept in docs/schermate under this name. */
export const dispositivi = {
  telefono: { width: 390, height: 844, mobile: true, foto: 2 },
  tablet: { width: 820, height: 1180, mobile: true, foto: 1 },
  desktop: { width: 1440, height: 900, mobile: false, foto: 1 },
  stretto: { width: 320, height: 640, mobile: true },
};

const tutte = Object.keys(dispositivi).flatMap((dispositivo) => ['light', 'dark'].map((tema) => ({ dispositivo, tema })));

/** Every combination. */
export const complete = { it: tutte, en: tutte };

/** Those that differ most, where there is little time: always the same ones. */
export const ridotte = {
  it: [{ dispositivo: 'telefono', tema: 'light' }, { dispositivo: 'desktop', tema: 'dark' }],
  en: [{ dispositivo: 'desktop', tema: 'light' }, { dispositivo: 'telefono', tema: 'dark' }],
};
