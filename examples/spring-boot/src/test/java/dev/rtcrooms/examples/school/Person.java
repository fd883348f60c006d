package dev.rtcrooms.examples.school;

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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who has logged in by the form; for the test's thread. */
final class Person {

  private static final Pattern FIELD = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String server;

  private Person(int port) {
    server = "localhost:" + port;
  }

  static Person logIn(int port, String name) {
    Person person = new Person(port);
    String token = first(FIELD, person.get("/login").body());
    HttpResponse<String> answer =
        person.send(
            person
                .request("/login")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        "username=" + name + "&password=school&_csrf=" + encoded(token))));
    if (answer.headers().firstValue("Location").orElse("").contains("error")) {
      throw new AssertionError(name + " may not enter");
    }
    return person;
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  HttpResponse<String> announce(UUID lesson, String text) {
    return send(
        request("/lessons/" + lesson + "/announcements")
            .header("X-CSRF-TOKEN", first(TOKEN, get("/csrf").body()))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(text)));
  }

  /** A client with this person's login, that has not begun to connect. */
  RoomClientBuilder client(UUID lesson) {
    URI address = URI.create("ws://" + server + "/room/" + lesson + "/websocket");
    return RoomClient.builder(address).httpClient(http);
  }

  /** Has the cookies of the login. */
  HttpClient http() {
    return http;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + server + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError("The server does not answer", e);
    }
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    if (!found.find()) {
      throw new AssertionError("No token in " + text);
    }
    return found.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
