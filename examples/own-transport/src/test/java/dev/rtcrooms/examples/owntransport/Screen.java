package dev.rtcrooms.examples.owntransport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a client shows to its person; for the test's thread. */
final class Screen implements Consumer<String> {

  private static final int SECONDS = 20;

  private final BlockingQueue<String> unread = new LinkedBlockingQueue<>();

  @Override
  public void accept(String text) {
    unread.add(text);
  }

  /** Reads on until a text, and gives all that stood before it. */
  List<String> readUntil(String wanted) throws InterruptedException {
    List<String> before = new ArrayList<>();
    for (String text = read(); !text.equals(wanted); text = read()) {
      before.add(text);
      assertThat(before).as("while waiting for: %s", wanted).hasSizeLessThan(100);
    }
    return before;
  }

  private String read() throws InterruptedException {
    String text = unread.poll(SECONDS, TimeUnit.SECONDS);
    assertThat(text).as("what is shown within %s s", SECONDS).isNotNull();
    return text;
  }
}
