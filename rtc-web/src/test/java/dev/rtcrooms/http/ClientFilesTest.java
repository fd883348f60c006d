package dev.rtcrooms.http;

import static dev.rtcrooms.http.Asked.body;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.RtcRooms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The browser client's files; those named http-test are of this test. */
class ClientFilesTest {
  private static final String FILE = "/rtc-rooms/http-test.js";

  private final Rooms rooms = RtcRooms.builder().executor(Runnable::run).build();
  private final RoomRoutes routes = RoomRoutes.of(rooms);

  @AfterEach
  void close() {
    rooms.close();
  }

  @ParameterizedTest
  @CsvSource({
    "http-test.js, text/javascript; charset=utf-8",
    "http-test/inner.mjs, text/javascript; charset=utf-8",
    "http-test.d.ts, text/plain; charset=utf-8",
    "http-test.css, text/css; charset=utf-8"
  })
  void aFileComesWithItsType(String name, String type) {
    RoomResponse response = Asked.of(routes).get("/rtc-rooms/" + name);

    assertThat(response.status()).isEqualTo(200);
    assertThat(body(response)).contains("http-test");
    assertThat(response.headers())
        .containsEntry("Content-Type", type)
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Cache-Control", "no-cache");
  }

  @Test
  void theBrowserClientIsThere() {
    assertThat(Asked.of(routes).get("/rtc-rooms/rtc-rooms.js").status()).isEqualTo(200);
  }

  @Test
  void whoHasAFileAlreadyIsToldSo() {
    String tag = Asked.of(routes).get(FILE).headers().get("ETag");
    assertThat(tag).matches("\"[A-Za-z0-9_-]{16}\"");

    for (String listed : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
      RoomResponse response = Asked.of(routes).with("If-None-Match", listed).get(FILE);
      assertThat(response.status()).as(listed).isEqualTo(304);
      assertThat(response.headers())
          .containsEntry("ETag", tag)
          .containsEntry("Cache-Control", "no-cache")
          .doesNotContainKey("Content-Length");
      assertThat(response.body().remaining()).isZero();
    }
  }

  @Test
  void whoHasAnotherVersionGetsTheFile() {
    RoomResponse response = Asked.of(routes).with("If-None-Match", "\"other\"").get(FILE);

    assertThat(response.status()).isEqualTo(200);
  }

  @Test
  void filesThatDifferHaveTagsThatDiffer() {
    assertThat(Asked.of(routes).get(FILE).headers().get("ETag"))
        .isNotEqualTo(Asked.of(routes).get("/rtc-rooms/http-test.css").headers().get("ETag"));
  }

  @Test
  void headSaysHowLongAFileIs() {
    RoomResponse head = Asked.of(routes).ask("HEAD", FILE);

    assertThat(head.headers()).isEqualTo(Asked.of(routes).get(FILE).headers());
    assertThat(head.body().remaining()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http-test-missing.js",
        "http-test",
        "http-test/",
        "../http-test-outside.js",
        "http-test/../../http-test-outside.js",
        "http-test/..%2f..%2fhttp-test-outside.js",
        "..\\http-test-outside.js",
        "/http-test.js",
        "//http-test.js",
        "./http-test.js",
        ".http-test-hidden.js",
        "http-test.bin",
        "http-test.js/",
        "http-test.js\0",
        "http-test.js\n",
        "../../../dev/rtcrooms/http/RoomRoutes.class"
      })
  void nothingElseCanBeNamed(String name) {
    assertThat(Asked.of(routes).get("/rtc-rooms/" + name).status()).isEqualTo(404);
  }

  @Test
  void aNameOfManyFoldersIsNoHarm() {
    String name = "a/".repeat(50_000) + "a.js";

    assertThat(Asked.of(routes).get("/rtc-rooms/" + name).status()).isEqualTo(404);
  }
}
