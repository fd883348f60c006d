package dev.rtcrooms.sfu.record;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;

/** Where files are created. For the writer's thread. */
interface RecordingFolder {

  /**
   * Opens a new file.
   *
   * @param name the beginning of its name, of letters, digits, hyphens and underscores
   * @param suffix the end of its name
   * @return an empty file; none is ever overwritten
   * @throws IOException if it cannot be created
   */
  Opened create(String name, String suffix) throws IOException;

  /**
   * Returns how much more can be written.
   *
   * @return bytes
   * @throws IOException if it is not known
   */
  long space() throws IOException;

  /**
   * A file that was created.
   *
   * @param path its path
   * @param channel open for writing
   */
  record Opened(Path path, SeekableByteChannel channel) {}
}
