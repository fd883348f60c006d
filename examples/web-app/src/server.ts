/** The origin of the rooms, which need no login; '' for the school, which has this page's own origin. */
export const SERVER: string = import.meta.env.VITE_ROOMS ?? '';
