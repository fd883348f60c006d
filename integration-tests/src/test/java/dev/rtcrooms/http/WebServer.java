package dev.rtcrooms.http;

import jakarta.servlet.ServletContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;

/** A running servlet container, on a free port of the loopback interface. */
interface WebServer extends AutoCloseable {
  HttpClient CLIENT = HttpClient.newHttpClient();

  int port();

  @Override
  void close();

  default URI address(String path) {
    return URI.create("http://127.0.0.1:" + port() + path);
  }

  default HttpResponse<String> get(String path, String... headers) throws Exception {
    return ask("GET", path, headers);
  }

  default HttpResponse<String> ask(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path)).method(method, BodyPublishers.noBody());
    return CLIENT.send(
        (headers.length == 0 ? request : request.headers(headers)).build(),
        BodyHandlers.ofString());
  }

  /** The containers that the servlet is tested in. */
  enum Kind {
    JETTY,
    TOMCAT;

    /** Starts one application; {@code setup} adds servlets as any host does. */
    WebServer start(String contextPath, Consumer<ServletContext> setup) {
      try {
        return switch (this) {
          case JETTY -> new JettyWebServer(contextPath, setup);
          case TOMCAT -> new TomcatWebServer(contextPath, setup);
        };
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
