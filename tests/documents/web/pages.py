"""A saved web page of our own, with all that a real one has around its policy."""

POLICY_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="utf-8"><title>Privacy | Heron &amp; Sedge Ferries</title>
  <style>.policy { color: #333 }</style>
  <script>if (1 < 2) { document.write("<p>Written by a script, never read.</p>"); }</script>
</head>
<body>
<div id="cookie-consent" class="banner">
  <p>We use cookies to make this site better for you. Read more in our cookie notice.</p>
  <button>Accept all</button> <button>Manage options</button>
</div>
<a class="skip-link" href="#main">Skip to content</a>
<header>
  <nav><ul>
    <li><a href="/">Home</a></li>
    <li><a href="/boats">Our boats</a><ul><li><a href="/boats/heron">The Heron</a></li></ul></li>
    <li><a href="/times">Timetables</a></li>
    <li><a href="/contact">Contact</a></li>
  </ul></nav>
</header>
<main>
  <h1>Privacy at Heron &amp; Sedge</h1>
  <p>Last revised: 3&nbsp;May 2025</p>
  <p>This notice says what Heron &amp; Sedge Ferries does with personal data, and&nbsp;why.</p>
  <h2>1. What we collect</h2>
  <p>When you book a crossing we ask for:</p>
  <ul>
    <li>your name and an e-mail address;</li>
    <li>what you bring aboard:
      <ul><li>a bicycle or a car,</li><li>a dog;</li></ul>
    </li>
    <li>how you pay.</li>
  </ul>
  <p><strong>Cameras.</strong> Cameras watch the gangway while a boat is boarding. Nobody looks at
  the recordings unless something has happened.</p>
  <h2>2. How long we keep it</h2>
  <table>
    <tr><th>Data</th><th>Kept for</th></tr>
    <tr><td>Bookings</td><td>Ten years, as tax law demands</td></tr>
    <tr><td>Recordings</td>
      <td><ul><li>three days</li><li>longer if the police ask</li></ul></td></tr>
  </table>
  <p style="display: none">Draft: ask the lawyers about this one.</p>
  <details><summary>How is it deleted?</summary>
    <p>Old bookings are overwritten every January, and the copies in March of the same year.</p>
  </details>
  <h2>3. Your rights</h2>
  <ol start="4">
    <li>You can ask what we hold on you.</li>
    <li>You can have it corrected.</li>
  </ol>
  <p>Write to us at:<br>Heron &amp; Sedge Ferries<br>2 Slipway Lane<br>Port Amble</p>
  <dl><dt>Controller</dt>
    <dd>The company that decides why personal data is used, which is us.</dd></dl>
</main>
<aside class="sidebar"><h3>Latest news</h3><a href="/n/1">A new boat is on its way</a></aside>
<footer>
  <div><a href="/about">About us</a> <a href="/jobs">Jobs</a></div>
  <p>© 2025 Heron &amp; Sedge Ferries. All rights reserved.</p>
</footer>
</body></html>
"""
