package dev.rehearsal.server.pages.frame;

import dev.rehearsal.server.web.Area;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** The files that go with pages. There are these and no others, whatever is asked for; their addresses change with what is in them. */
public final class Assets implements Area {
    private static final String JAVASCRIPT = "text/javascript; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final Map<String, Asset> ASSETS = load();
    private static final String VERSION = version();

    private record Asset(String type, byte[] content) {}

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/assets/{version}/{name}", Assets::send);
        routes.get("/favicon.ico", context -> send(context, "icon.svg"));
    }

    static String address(String name) {
        if (!ASSETS.containsKey(name)) {
            throw new IllegalArgumentException("there is no file '" + name + "' (there are: " + ASSETS.keySet() + ")");
        }
        return "/assets/" + VERSION + "/" + name;
    }

    private static void send(Context context) {
        send(context, context.pathParam("name"));
    }

    private static void send(Context context, String name) {
        Asset asset = ASSETS.get(name);
        if (asset == null) {
            throw new NotFoundResponse("there is no such file");
        }
        context.header("Cache-Control", "public, max-age=31536000, immutable");
        context.contentType(asset.type()).result(asset.content());
    }

    private static Map<String, Asset> load() {
        var assets = new TreeMap<String, Asset>();
        assets.put("rehearsal.css", new Asset(CSS, own("rehearsal.css")));
        assets.put("rehearsal.js", new Asset(JAVASCRIPT, own("rehearsal.js")));
        assets.put("plots.js", new Asset(JAVASCRIPT, own("plots.js")));
        assets.put("icon.svg", new Asset("image/svg+xml", own("icon.svg")));
        assets.put("htmx.js", new Asset(JAVASCRIPT, webJar("htmx.org", "dist/htmx.min.js")));
        assets.put("uplot.js", new Asset(JAVASCRIPT, webJar("uplot", "dist/uPlot.iife.min.js")));
        assets.put("uplot.css", new Asset(CSS, webJar("uplot", "dist/uPlot.min.css")));
        return assets;
    }

    private static byte[] own(String name) {
        return read("/dev/rehearsal/server/pages/frame/" + name);
    }

    private static byte[] webJar(String artifact, String file) {
        var properties = new Properties();
        String place = "/META-INF/maven/org.webjars.npm/" + artifact + "/pom.properties";
        try (InputStream in = Assets.class.getResourceAsStream(place)) {
            if (in == null) {
                throw new IllegalStateException("the web jar " + artifact + " is not on the class path");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read("/META-INF/resources/webjars/" + artifact + "/" + properties.getProperty("version") + "/" + file);
    }

    private static byte[] read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + resource + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            ASSETS.values().forEach(asset -> digest.update(asset.content()));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
