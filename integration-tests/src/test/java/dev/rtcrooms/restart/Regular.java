package dev.rtcrooms.restart;

import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Said;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Somebody who comes back to a room, and notes when, and what it hears. Thread-safe. */
final class Regular implements AutoCloseable {

  private final RoomClient client;
  private final List<Hello> hellos = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private final List<String> heard = new ArrayList<>();

  Regular(URI link) {
    client =
        RoomClient.builder(link)
            .on(Hello.class, (hello, number) -> greeted(hello))
            .on(Said.class, (said, number) -> heard(said.text()))
            .build();
    client.connect();
  }

  private synchronized void greeted(Hello hello) {
    hellos.add(hello);
    arrivals.add(System.nanoTime());
  }

  private synchronized void heard(String text) {
    heard.add(text);
  }

  /** Says something as soon as it can. */
  CompletionStage<?> say(String text) {
    return client.say(text);
  }

  synchronized List<Hello> hellos() {
    return List.copyOf(hellos);
  }

  /** When the hellos came, by {@link System#nanoTime}. */
  synchronized List<Long> arrivals() {
    return List.copyOf(arrivals);
  }

  synchronized List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void close() {
    client.close();
  }
}
