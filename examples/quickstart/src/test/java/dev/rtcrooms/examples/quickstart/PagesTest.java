package dev.rtcrooms.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rtcrooms.examples.quickstart.Options.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server gives to one who asks over HTTP, whatever carries the rooms. */
@Tag("one-jdk")
@ParameterizedClass(name = "{0}")
@EnumSource(Transport.class)
class PagesTest {
  private static final Pattern STREAM_LINK =
      Pattern.compile("value=\"(http://[^\"]+/stream/[^\"]+)\"");

  private static QuickstartServer server;
  private static final HttpClient http = HttpClient.newHttpClient();

  private final Options options;

  PagesTest(Transport transport) {
    options = Options.defaults().withPort(0).withTransport(transport);
  }

  @BeforeParameterizedClassInvocation
  static void start(Transport transport) throws IOException {
    server = Quickstart.start(Options.defaults().withPort(0).withTransport(transport));
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    server.close();
  }

  @Test
  void theWelcomePageOffersARoom() throws Exception {
    HttpResponse<String> page = get("");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
    assertThat(page.body()).contains("<form", "action=\"/room/create\"", "Create a room");
  }

  @Test
  void creatingARoomLeadsToItsPage() throws Exception {
    HttpRequest create =
        request("room/create").POST(BodyPublishers.noBody()).header("Origin", origin()).build();
    HttpResponse<String> created = http.send(create, BodyHandlers.ofString());
    assertThat(created.statusCode()).isEqualTo(303);
    String link = header(created, "Location");
    assertThat(link).startsWith(server.url() + "room/");

    HttpResponse<String> room = get(link.substring(server.url().length()));
    assertThat(room.statusCode()).isEqualTo(200);
    assertThat(room.body())
        .contains("value=\"" + link + "\"")
        .contains("value=\"ws" + link.substring(4) + "/websocket\"");
    assertThat(header(room, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void theWatchPageDoesNotKnowTheRoom() throws Exception {
    UUID id = UUID.randomUUID();
    Matcher link = STREAM_LINK.matcher(get("room/" + id).body());
    assertThat(link.find()).isTrue();
    HttpResponse<String> page = get(link.group(1).substring(server.url().length()));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Nobody is streaming yet").doesNotContain(id.toString());
    assertThat(page.headers().toString()).doesNotContain(id.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "room/%s", "nothing/here", "stream/nonsense", "assets/none.css"})
  void everythingForbidsWhatThePagesNeverDo(String path) throws Exception {
    HttpResponse<String> page = get(path.formatted(UUID.randomUUID()));
    assertThat(header(page, "Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
        .doesNotContain("unsafe");
    assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(page, "Referrer-Policy")).isIn("no-referrer", "same-origin");
    assertThat(page.headers().firstValue("Server")).isEmpty();
  }

  @Test
  void onlyARoomOrAStreamMayAskForTheCamera() throws Exception {
    for (String path : new String[] {"room/" + UUID.randomUUID(), "stream/nonsense"}) {
      assertThat(header(get(path), "Permissions-Policy"))
          .isEqualTo("camera=(self), display-capture=(self), microphone=(self)");
    }
    assertThat(header(get(""), "Permissions-Policy"))
        .isEqualTo("camera=(), display-capture=(), microphone=()");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "room/%s", "nothing"})
  void noPageHasAScriptOrAStyleOfItsOwn(String path) throws Exception {
    assertThat(get(path.formatted(UUID.randomUUID())).body())
        .doesNotContain("<style", " style=", "javascript:")
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern(" on[a-z]+=");
  }

  @ParameterizedTest
  @CsvSource({"css, text/css", "js, text/javascript", "svg, image/svg+xml"})
  void filesAreCompressedAndNeverAskedForAgain(String ending, String type) throws Exception {
    String path = fileOfTheRoomPage(ending);
    HttpRequest compressed = request(path).header("Accept-Encoding", "br, gzip;q=0.5").build();
    HttpResponse<byte[]> file = http.send(compressed, BodyHandlers.ofByteArray());
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(header(file, "Content-Type")).startsWith(type);
    assertThat(header(file, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(file, "Vary")).isEqualTo("Accept-Encoding");
    assertThat(header(file, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(new GZIPInputStream(new ByteArrayInputStream(file.body())).readAllBytes())
        .isEqualTo(get(path).body().getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"br", "gzip;q=0", "gzip; q=0.000 , br", "agzip", "identity"})
  void oneWhoDoesNotTakeGzipGetsNone(String accepted) throws Exception {
    HttpRequest plain =
        request(fileOfTheRoomPage("css")).header("Accept-Encoding", accepted).build();
    HttpResponse<String> file = http.send(plain, BodyHandlers.ofString());
    assertThat(file.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(file.body()).contains(":root");
  }

  @Test
  void whatHasNoVersionInItsAddressIsAskedForAgainAndNotSentTwice() throws Exception {
    for (String path : new String[] {"", "rtc-rooms/rtc-rooms.js"}) {
      HttpResponse<String> file = get(path);
      assertThat(header(file, "Cache-Control")).isEqualTo("no-cache");
      HttpRequest again = request(path).header("If-None-Match", header(file, "ETag")).build();
      HttpResponse<String> same = http.send(again, BodyHandlers.ofString());
      assertThat(same.statusCode()).isEqualTo(304);
      assertThat(same.body()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nothing/here, 404, There is nothing here",
    "assets/none.css, 404, ''",
    "room/nonsense, 400, This link is incomplete",
    "stream/nonsense, 404, This link leads nowhere"
  })
  void whatLeadsNowhereSaysSo(String path, int status, String title) throws Exception {
    HttpResponse<String> page = get(path);
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.body()).contains(title).doesNotContain("jetty", "Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"assets/", "assets/..%2ftemplates/room.ftlh", "assets/%2e%2e/Site.class"})
  void fromTheFilesFolderNothingElseIsReached(String path) throws Exception {
    assertThat(get(path).statusCode()).isBetween(400, 404);
  }

  @Test
  void aPageIsReadAndNotWrittenTo() throws Exception {
    HttpRequest post = request("").POST(BodyPublishers.ofString("x")).build();
    assertThat(http.send(post, BodyHandlers.discarding()).statusCode()).isEqualTo(405);
    HttpRequest head = request("").method("HEAD", BodyPublishers.noBody()).build();
    HttpResponse<String> answer = http.send(head, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "room/%s", "stream/%s", "room/create/%s", "%s"})
  void whatAVisitorWritesIntoAnAddressIsNotRepeated(String path) throws Exception {
    String hostile = URLEncoder.encode("\"><script>alert(1)</script>", StandardCharsets.UTF_8);
    assertThat(get(path.formatted(hostile) + "?name=" + hostile).body()).doesNotContain("alert(1)");
  }

  @Test
  void theServerTellsItsClientsToComeBackWhenItStops() throws Exception {
    QuickstartServer other = Quickstart.start(options);
    SocketListener client = SocketListener.connect(other.url());
    assertThat(client.awaitHello()).startsWith("{\"type\":\"hello\"");
    other.close();
    assertThat(client.awaitClose()).isEqualTo(4002);
    other.close();
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0, http://localhost:", "localhost, http://localhost:", "::1, http://[::1]:"})
  void theAddressIsOneThatABrowserTakes(String host, String url) throws Exception {
    try (QuickstartServer other = Quickstart.start(options.withHost(host))) {
      assertThat(other.url()).isEqualTo(url + other.port() + "/");
      HttpRequest request = HttpRequest.newBuilder(URI.create(other.url())).build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }

  private static String fileOfTheRoomPage(String ending) throws Exception {
    Matcher file =
        Pattern.compile("\"/(assets/[a-z]+-[0-9a-f]+\\." + ending + ")\"")
            .matcher(get("room/" + UUID.randomUUID()).body());
    assertThat(file.find()).isTrue();
    return file.group(1);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path)).header("Accept", "text/html");
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static String origin() {
    return server.url().substring(0, server.url().length() - 1);
  }
}
