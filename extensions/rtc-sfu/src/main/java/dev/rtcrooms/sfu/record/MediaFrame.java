package dev.rtcrooms.sfu.record;

import org.jspecify.annotations.Nullable;

/**
 * A frame on its way into a file. Immutable; any thread.
 *
 * @param track the place of its track among those of the stream, from 0
 * @param micros its time, in microseconds of the stream
 * @param durationMicros how long it is heard or seen; an estimate for video
 * @param keyframe whether a decoder can begin with it
 * @param data the frame as the codec defines it
 * @param arrived when its last packet came, as of {@link System#nanoTime}
 * @param entry what a keyframe of video says of the track; null for any other frame
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
record MediaFrame(
    int track,
    long micros,
    long durationMicros,
    boolean keyframe,
    byte[] data,
    long arrived,
    @Nullable TrackEntry entry) {

  /** The same frame in a file that begins at a moment of the stream. */
  MediaFrame since(long beginMicros) {
    return new MediaFrame(
        track, micros - beginMicros, durationMicros, keyframe, data, arrived, entry);
  }
}
