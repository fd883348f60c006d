package dev.rtcrooms.examples.hands;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.rtcrooms.spi.HistoryStore.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The file of one room: its epoch, then one block per append. For the disk's executor. A block that
 * is not complete, because the process died, is cut off when the file is opened again.
 */
final class Journal {

  private final Path file;
  private final EntryLines lines;
  private long length;

  /** One append. */
  record Block(long after, List<Entry> entries) {}

  Journal(Path file, EntryLines lines) {
    this.file = file;
    this.lines = lines;
  }

  /**
   * Reads the whole file, or begins a new one.
   *
   * @param blocks to which all complete blocks are added
   * @return the epoch
   */
  String open(List<Block> blocks) {
    try {
      String text = Files.exists(file) ? Files.readString(file) : "";
      int end = text.indexOf('\n');
      if (end < 0) {
        String epoch = UUID.randomUUID().toString().replace("-", "");
        write(epoch + "\n");
        return epoch;
      }
      int complete = readBlocks(text, end + 1, blocks);
      length = text.substring(0, complete).getBytes(StandardCharsets.UTF_8).length;
      return text.substring(0, end);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns where the last complete block ends. */
  private int readBlocks(String text, int from, List<Block> blocks) {
    int complete = from;
    int end = text.indexOf('\n', from);
    while (end >= 0) {
      String[] head = text.substring(complete, end).split(" ", -1);
      List<String> written = new ArrayList<>();
      for (int missing = Integer.parseInt(head[1]); missing > 0; missing--) {
        int begin = end + 1;
        end = text.indexOf('\n', begin);
        if (end < 0) {
          return complete;
        }
        written.add(text.substring(begin, end));
      }
      blocks.add(new Block(Long.parseLong(head[0]), written.stream().map(lines::read).toList()));
      complete = end + 1;
      end = text.indexOf('\n', complete);
    }
    return complete;
  }

  /** Writes a block, and returns when it is on the disk. */
  void append(Block block) {
    try {
      write(text(block));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String text(Block block) {
    StringBuilder text = new StringBuilder();
    text.append(block.after()).append(' ').append(block.entries().size()).append('\n');
    block.entries().forEach(entry -> text.append(lines.write(entry)).append('\n'));
    return text.toString();
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    long end = length + bytes.remaining();
    try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
      channel.truncate(length); // what a failed write left behind
      channel.position(length);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    length = end;
  }

  /** Replaces all blocks, and returns when the new ones are on the disk. */
  void rewrite(String epoch, List<Block> blocks) {
    StringBuilder text = new StringBuilder(epoch).append('\n');
    blocks.forEach(block -> text.append(text(block)));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.write(next, bytes, CREATE, TRUNCATE_EXISTING, WRITE, SYNC);
      Files.move(next, file, ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    length = bytes.length;
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
