package dev.rtcrooms.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The Java of a guide: every block that is fenced as {@code java} and nothing else. Its imports,
 * which would be most of the guide, stand here.
 */
record GuideSnippets(Path guide) {
  static final String PACKAGE = "guide";

  private static final Pattern BLOCK =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern TYPE =
      Pattern.compile("^(?:public |final )*(?:class|record|interface) (\\w+)", Pattern.MULTILINE);
  private static final String PRELUDE =
      "package "
          + PACKAGE
          + ";\n"
          + Stream.of(
                  "com.sun.net.httpserver.HttpExchange",
                  "com.sun.net.httpserver.HttpServer",
                  "dev.rtcrooms.*",
                  "dev.rtcrooms.http.*",
                  "dev.rtcrooms.hub.RtcRooms",
                  "dev.rtcrooms.hub.chat.*",
                  "dev.rtcrooms.hub.presence.*",
                  "dev.rtcrooms.ice.*",
                  "dev.rtcrooms.jakarta.*",
                  "dev.rtcrooms.json.*",
                  "dev.rtcrooms.message.*",
                  "dev.rtcrooms.netty.*",
                  "dev.rtcrooms.sdp.*",
                  "dev.rtcrooms.servlet.*",
                  "dev.rtcrooms.signaling.*",
                  "dev.rtcrooms.spi.*",
                  "dev.rtcrooms.transport.*",
                  "io.netty.channel.*",
                  "io.netty.channel.socket.SocketChannel",
                  "io.netty.handler.codec.http.HttpObjectAggregator",
                  "io.netty.handler.codec.http.HttpServerCodec",
                  "io.netty.handler.ssl.SslContextBuilder",
                  "io.undertow.Undertow",
                  "io.undertow.servlet.Servlets",
                  "io.undertow.servlet.api.*",
                  "io.undertow.servlet.util.ImmediateInstanceHandle",
                  "io.undertow.websockets.jsr.WebSocketDeploymentInfo",
                  "jakarta.servlet.ServletContainerInitializer",
                  "jakarta.servlet.ServletContext",
                  "jakarta.servlet.ServletContextEvent",
                  "jakarta.servlet.ServletContextListener",
                  "jakarta.servlet.ServletRegistration",
                  "jakarta.servlet.annotation.WebListener",
                  "jakarta.servlet.http.HttpSession",
                  "jakarta.websocket.server.ServerContainer",
                  "java.io.File",
                  "java.io.IOException",
                  "java.io.OutputStream",
                  "java.net.InetSocketAddress",
                  "java.net.URI",
                  "java.nio.file.Files",
                  "java.security.Principal",
                  "java.sql.ResultSet",
                  "java.sql.SQLException",
                  "java.time.*",
                  "java.util.*",
                  "java.util.concurrent.*",
                  "java.util.function.*",
                  "javax.net.ssl.SSLException",
                  "javax.sql.DataSource",
                  "org.apache.catalina.Context",
                  "org.apache.catalina.startup.Tomcat",
                  "org.apache.tomcat.websocket.server.WsSci",
                  "org.eclipse.jetty.ee11.servlet.ServletContextHandler",
                  "org.eclipse.jetty.ee11.websocket.jakarta.server.config"
                      + ".JakartaWebSocketServletContainerInitializer",
                  "org.eclipse.jetty.server.Server")
              .map(name -> "import " + name + ";\n")
              .collect(Collectors.joining());

  void compileTo(Path classes) throws IOException {
    List<Path> sources = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(guide));
    while (block.find()) {
      Matcher type = TYPE.matcher(block.group(1));
      assertThat(type.find()).as("a type in %s", block.group(1)).isTrue();
      Path source = classes.resolve(type.group(1) + ".java");
      sources.add(Files.writeString(source, PRELUDE + block.group(1)));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-proc:none", "-d", classes.toString());
      var units = files.getJavaFileObjectsFromPaths(sources);
      boolean compiled = compiler.getTask(messages, files, null, options, null, units).call();
      assertThat(compiled).as("%s", messages).isTrue();
    }
  }
}
