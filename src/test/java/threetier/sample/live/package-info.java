/** A sample of an application with long connections, uploads, downloads, a login and HTTPS. It uses no database. */
package threetier.sample.live;
