/** How often the level is looked at, in milliseconds. */
const INTERVAL = 100;

/** Speech at a usual distance has a root mean square of about a quarter of this. */
const LOUD = 0.4;

/**
 * Measures how loud a microphone is, until it ends.
 *
 * @param {MediaStreamTrack} track
 * @param {(level: number) => void} onLevel 0 to 1
 * @returns {() => void} stops measuring
 */
export function followLoudness(track, onLevel) {
  const audio = new AudioContext();
  const analyser = audio.createAnalyser();
  audio.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    onLevel(track.enabled ? Math.min(Math.sqrt(power) / LOUD, 1) : 0);
  }, INTERVAL);
  return () => {
    clearInterval(timer);
    audio.close();
    onLevel(0);
  };
}
