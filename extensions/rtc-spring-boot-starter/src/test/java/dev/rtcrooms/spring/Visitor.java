package dev.rtcrooms.spring;

import dev.rtcrooms.client.RoomClient;
import dev.rtcrooms.client.RoomClientBuilder;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A visitor with cookies, for the test's thread. */
final class Visitor {

  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String base;

  /**
   * A visitor of a server.
   *
   * @param base host, port and context path, such as {@code localhost:8080/app}
   */
  Visitor(String base) {
    this.base = base;
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(request(path, headers).build());
  }

  HttpResponse<String> post(String path, String form, String... headers) throws Exception {
    return send(
        request(path, headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build());
  }

  HttpResponse<String> delete(String path) throws Exception {
    return send(request(path).DELETE().build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + base + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Logs in by Spring Security's form, and is then let in. */
  void logIn(String name, String password) throws Exception {
    HttpResponse<String> answer =
        post("/login", "username=" + name + "&password=" + password + "&" + csrf());
    if (!answer.headers().firstValue("Location").orElse("").endsWith("/")) {
      throw new AssertionError("Not logged in: " + answer.headers().map());
    }
  }

  /** The field of a form that proves that the form is the server's own. */
  String csrf() throws Exception {
    Matcher token = TOKEN.matcher(get("/login").body());
    if (!token.find()) {
      throw new AssertionError("The login page has no CSRF token");
    }
    return "_csrf=" + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
  }

  /** A client that has this visitor's cookies and has not begun to connect. */
  RoomClientBuilder client(String page) {
    return RoomClient.builder(URI.create("ws://" + base + page + "/websocket")).httpClient(http);
  }
}
