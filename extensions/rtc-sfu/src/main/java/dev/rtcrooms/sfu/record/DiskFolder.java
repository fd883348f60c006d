package dev.rtcrooms.sfu.record;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder of the file system, which is created when the first file is. */
final class DiskFolder implements RecordingFolder {

  private final Path folder;
  private int number;

  DiskFolder(Path folder) {
    this.folder = folder;
  }

  @Override
  public Opened create(String name, String suffix) throws IOException {
    Files.createDirectories(folder);
    while (true) {
      Path path = folder.resolve(name + "-" + ++number + suffix);
      try {
        return new Opened(
            path,
            Files.newByteChannel(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
      } catch (FileAlreadyExistsException e) {
        // of an earlier recording: the next number may be free
      }
    }
  }

  @Override
  public long space() throws IOException {
    Path existing = folder.toAbsolutePath();
    while (existing.getParent() != null && !Files.exists(existing)) {
      existing = existing.getParent();
    }
    return Files.getFileStore(existing).getUsableSpace();
  }
}
