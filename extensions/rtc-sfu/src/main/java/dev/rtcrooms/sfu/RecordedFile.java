package dev.rtcrooms.sfu;

import dev.rtcrooms.message.Member;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * A file of a {@link Recording}. Immutable; any thread.
 *
 * @param path WebM, or Matroska ({@code .mkv}) if the video is H264
 * @param publisher whose stream it is
 * @param stream the id of the MediaStream at the publisher; perhaps empty
 * @param screen whether it is a screen, by the publisher's word (RFC 4796)
 * @param began when its first frame was written
 * @param duration its length so far
 * @param bytes its size so far
 * @param complete whether it is closed; unless its disk has failed, it then has an index
 */
public record RecordedFile(
    Path path,
    Member publisher,
    String stream,
    boolean screen,
    Instant began,
    Duration duration,
    long bytes,
    boolean complete) {}
