using System.Globalization;

namespace RnnTrainer.Tests.Samples;

/// <summary>Files as people have them, whose sequences are easily told.</summary>
internal sealed class OwnFiles : IDisposable
{
    /// <summary>Machines in the file.</summary>
    public const int Machines = 30;

    /// <summary>Rows of each.</summary>
    public const int Steps = 12;

    private readonly TemporaryFolder folder = new();

    /// <summary>A row a time step, in no order: machine, time, pressure, current, operator, wear and state.</summary>
    public string Long => Write("machines.csv", ["machine,time,pressure,current,operator,wear,state", .. LongRows()]);

    /// <summary>A row a sequence: state, then pressures, of which some end early.</summary>
    public string Wide => Write("wide.csv",
    [
        $"state;{string.Join(';', Enumerable.Range(1, Steps))}",
        .. Enumerable.Range(0, Machines).Select(machine => $"{State(machine)};{string.Join(';', Enumerable.Range(0, Steps)
            .Select(step => step < Steps - machine % 3 ? Text(Pressure(machine, step)).Replace('.', ',') : ""))}"),
    ]);

    /// <summary>A message a row, without a header, with quotation marks that open and do not close.</summary>
    public string Messages => Write("messages.tsv",
        [.. Enumerable.Range(0, Machines).Select(index => index % 2 == 0 ? $"spam\tWin a \"prize {index}" : $"ham\tsee you at {index}")]);

    /// <summary>A sentence a row, with a tag for each of its words.</summary>
    public string Sentences => Write("sentences.csv",
    [
        "sentence,tags",
        .. Enumerable.Range(0, Machines).Select(index =>
            index % 2 == 0 ? "the cat sees a dog,DET NOUN VERB DET NOUN" : "dogs bark,NOUN VERB"),
    ]);

    /// <summary>The sentences with a word a row.</summary>
    public string Words => Write("words.csv",
    [
        "sentence,word,tag",
        .. Enumerable.Range(0, Machines).SelectMany(index => (string[])[$"{index},the,DET", $"{index},cat,NOUN", $"{index},sees,VERB"]),
    ]);

    /// <summary>Rows in the format of the UCR archive.</summary>
    public string Ts => Write("shapes.ts",
    [
        "@problemName Shapes", "@timeStamps false", "@univariate true", "@classLabel true worn sound", "@data",
        .. Enumerable.Range(0, Machines).Select(machine =>
            $"{string.Join(',', Enumerable.Range(0, Steps).Select(step => Text(Pressure(machine, step))))}:{State(machine)}"),
    ]);

    /// <summary>What is true of a machine.</summary>
    public static string State(int machine) => machine % 2 == 0 ? "sound" : "worn";

    /// <summary>How worn it is.</summary>
    public static double Wear(int machine) => 10.5 + (5 * (machine % 2)) + (0.1 * (machine % 3));

    public string PathOf(string name) => folder.PathOf(name);

    public string Write(string name, string[] lines)
    {
        string path = folder.PathOf(name);
        if (!File.Exists(path))
            File.WriteAllLines(path, lines);
        return path;
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<string> LongRows() =>
        from step in Enumerable.Range(0, Steps).OrderByDescending(step => step)
        from machine in Enumerable.Range(0, Machines)
        let inputs = $"{Text(Pressure(machine, step))},{Text(1e-6 * step)}"
        select $"press {machine},2024-05-01 {step:00}:00,{inputs},Ann,{Text(Wear(machine))},{State(machine)}";

    private static double Pressure(int machine, int step) =>
        100_000 + (machine % 2 == 0 ? 1000 * step : -1000 * step) + (10 * ((machine * 7 + step * 3) % 5));

    private static string Text(double number) => number.ToString(CultureInfo.InvariantCulture);
}
