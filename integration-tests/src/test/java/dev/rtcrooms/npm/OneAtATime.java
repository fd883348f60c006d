package dev.rtcrooms.npm;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets one of the classes that it extends run at a time, also in different JVMs: they write to the
 * same folders of npm packages.
 */
final class OneAtATime implements BeforeAllCallback, AfterAllCallback {

  private static final Path LOCK = Path.of("target", "npm.lock");

  private @Nullable FileChannel lock;

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Files.createDirectories(LOCK.getParent());
    lock = FileChannel.open(LOCK, CREATE, WRITE);
    lock.lock();
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    if (lock != null) {
      lock.close();
    }
  }
}
