using Microsoft.ML;
using RnnTrainer;

// Models saved before scoring had an assembly of its own ask ML.NET for this assembly, and in it for loaders of these names. The
// loaders of today have other names, since ML.NET refuses an assembly that registers a name for the second time.
[assembly: LoadableClass(typeof(RnnTransformer), typeof(RnnTransformerLoader), null, typeof(SignatureLoadModel),
    "Recurrent neural network", "RnnTransformer")]
[assembly: LoadableClass(typeof(ReshapeTransformer), typeof(ReshapeTransformerLoader), null, typeof(SignatureLoadModel),
    "Reshape", "ReshapeTransformer")]
