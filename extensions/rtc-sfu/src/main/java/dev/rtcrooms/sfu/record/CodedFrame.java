package dev.rtcrooms.sfu.record;

import org.jspecify.annotations.Nullable;

/**
 * A frame as its codec defines it. Immutable; any thread.
 *
 * @param data never empty
 * @param entry what a keyframe of video says of the track; null for any other frame
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared
record CodedFrame(byte[] data, @Nullable TrackEntry entry) {}
