package dev.rtcrooms.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Room;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.message.Hello;
import dev.rtcrooms.message.Position;
import dev.rtcrooms.message.Said;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** What holds on each server, below a context path and a path, behind a login and a proxy. */
abstract class RoomsOnAnyServer {

  /** Of the application of all tests of a server. */
  static final String[] PROPERTIES = {
    "server.servlet.context-path=/app",
    "server.forward-headers-strategy=framework",
    "rtc.rooms.path=/meet",
    "rtc.rooms.heartbeat.interval=1h", // signs of life are those of the tests
    "rtc.rooms.limits.chat-text=20000",
    "rtc.rooms.limits.per-user.joins-per-second=1000", // of all tests together
    "rtc.rooms.limits.per-address.joins-per-second=1000"
  };

  static final Map<String, String> FORWARDED =
      Map.of(
          "X-Forwarded-Proto", "https",
          "X-Forwarded-Host", "school.example",
          "X-Forwarded-Prefix", "/en");

  Visitor ann;
  Room room;

  /** Runs with the {@link #PROPERTIES}, for all tests of a class. */
  abstract ConfigurableApplicationContext application();

  @BeforeEach
  void annLogsIn() throws Exception {
    ann = new Visitor(School.address(application()));
    ann.logIn("ann", "chalk");
    room = application().getBean(Rooms.class).create();
    application().getBean(School.Seen.class).joined.clear();
  }

  String page() {
    return "/meet/room/" + room.id();
  }

  static Hello join(RoomClient client) throws Exception {
    return client.connect().get(60, TimeUnit.SECONDS);
  }

  /** A header, and those of the proxy. */
  static String[] forwarded(String name, String value) {
    List<String> headers = new ArrayList<>(List.of(name, value));
    FORWARDED.forEach((other, text) -> headers.addAll(List.of(other, text)));
    return headers.toArray(String[]::new);
  }

  @Test
  void thePathIsSaidOnce() throws Exception {
    HttpResponse<String> page = ann.get(page(), "Accept", "application/json");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("\"roomLink\":\"http://" + School.address(application()) + page() + "\"")
        .contains("\"ws://" + School.address(application()) + page() + "/websocket\"");
    assertThat(ann.get("/meet/rtc-rooms/rtc-rooms.js").body()).contains("RoomClient");
  }

  @Test
  void linksFollowTheProxy() throws Exception {
    HttpResponse<String> page = ann.get(page(), forwarded("Accept", "application/json"));

    assertThat(page.body())
        .contains("\"roomLink\":\"https://school.example/en" + page() + "\"")
        .contains("\"wss://school.example/en" + page() + "/websocket\"");
  }

  /** Servers take frames of 8 KiB and 64 KiB by themselves. */
  @Test
  void whoComesBackHearsTheLongMessageThatItMissed() throws Exception {
    String session = "the-key-of-anns-phone";
    String text = "x".repeat(20_000);
    Hello first;
    try (RoomClient phone = ann.client(page()).session(session).build()) {
      first = join(phone);
    }
    try (RoomClient desktop = ann.client(page()).build()) {
      join(desktop);
      desktop.say(text).get(60, TimeUnit.SECONDS);
    }

    Position before = new Position(first.position().epoch(), 0);
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    try (RoomClient phone =
        ann.client(page())
            .session(session)
            .resuming(before)
            .on(Said.class, (said, number) -> heard.add(said.text()))
            .build()) {
      assertThat(join(phone).recovered()).isTrue();
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(text);
    }
  }
}
