(* Made by `dmfproof export lemma_2_2_zero --to coq`; do not edit. *)

Require Import Reals Lra Lia.
Open Scope R_scope.

(* A claim is an exact identity away from facts that are known: p = (nonnegative) + (zero). *)
Lemma by_identity : forall p t i : R, p = t + i -> i = 0 -> 0 <= t -> 0 <= p.
Proof. intros; lra. Qed.
Lemma by_identity_strict : forall p t i : R, p = t + i -> i = 0 -> 0 < t -> 0 < p.
Proof. intros; lra. Qed.
Lemma by_equations : forall p t i : R, p = t + i -> i = 0 -> t = 0 -> p = 0.
Proof. intros; lra. Qed.
Lemma zero_plus : forall p q : R, p = 0 -> q = 0 -> p + q = 0.
Proof. intros; lra. Qed.
Lemma zero_times : forall p q : R, q = 0 -> p * q = 0.
Proof. intros p q H; rewrite H; ring. Qed.
Lemma divide : forall f p : R, 0 < f -> 0 <= f * p -> 0 <= p.
Proof. intros f p F H. apply (Rmult_le_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_strict : forall f p : R, 0 < f -> 0 < f * p -> 0 < p.
Proof. intros f p F H. apply (Rmult_lt_reg_l f); [exact F | rewrite Rmult_0_r; exact H]. Qed.
Lemma divide_equation : forall f p : R, 0 < f -> f * p = 0 -> p = 0.
Proof. intros f p F H. destruct (Rmult_integral _ _ H); [lra | assumption]. Qed.
Ltac identity := unfold Rsqr; first [ring | field].

(* a^n + a^(n-1) b + ... + b^n *)
Definition power_sum (a b : R) (n : nat) : R := sum_f_R0 (fun j => a ^ (n - j) * b ^ j) n.
Lemma power_sum_S : forall (a b : R) (n : nat), power_sum a b (S n) = a * power_sum a b n + b ^ S n.
Proof.
  intros a b n. unfold power_sum. rewrite tech5, scal_sum. f_equal.
  - apply sum_eq. intros i Hi. replace (S n - i)%nat with (S (n - i)) by lia. simpl. ring.
  - replace (S n - S n)%nat with 0%nat by lia. simpl. ring.
Qed.

Definition depth (n : nat) : R := INR n + 2.
Lemma depth_0 : depth 0 = 2. Proof. unfold depth; simpl; ring. Qed.
Lemma depth_S : forall n, depth (S n) = depth n + 1. Proof. intro n; unfold depth; rewrite S_INR; ring. Qed.

Fixpoint seq_X (x : R) (n' : nat) : R := match n' with O => x | S n' => (x)*(seq_X x n') end.
Lemma seq_X_0 : forall (x : R), seq_X x 0 = x. Proof. reflexivity. Qed.
Lemma seq_X_S : forall (x : R) (n' : nat), seq_X x (S n') = (x)*(seq_X x n'). Proof. reflexivity. Qed.

Fixpoint seq_B (A : R) (n' : nat) : R := match n' with O => A | S n' => (A)*(seq_B A n') end.
Lemma seq_B_0 : forall (A : R), seq_B A 0 = A. Proof. reflexivity. Qed.
Lemma seq_B_S : forall (A : R) (n' : nat), seq_B A (S n') = (A)*(seq_B A n'). Proof. reflexivity. Qed.
Lemma seq_X_is : forall (x : R) (n' : nat), seq_X x n' = (x) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_X_0; unfold power_sum; simpl; ring|]. rewrite seq_X_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.
Lemma seq_B_is : forall (A : R) (n' : nat), seq_B A n' = (A) ^ (n' + 1).
Proof. induction n' as [|n' IH]; [rewrite seq_B_0; unfold power_sum; simpl; ring|]. rewrite seq_B_S, IH; replace (S n' + 1)%nat with (S (n' + 1)) by lia; replace (S (n' + 1)) with (n' + 2)%nat by lia; rewrite ?pow_add; simpl; ring. Qed.

Theorem lemma_2_2_zero_sequences : forall (x y A eta : R) (n' : nat),
  0 < (eta) ->
  0 <= (1 - eta*(depth n')*(seq_B A n')^2) ->
  0 < (x) ->
  0 <= (A - x) ->
  (y - (x - eta*(seq_X x n')*x*(seq_X x n'))) = 0 ->
  0 < (x - y) /\
  0 < (y) /\
  0 <= (A - y) /\
  0 < (y) /\
  0 <= (A - y).
Proof.
  intros x y A eta n' F_eta_pos F_step_size F_positive F_bounded F_update_x.
  assert (F_depth : forall m', 0 <= ((depth m') - 2)) by (intro m'; unfold depth; pose proof (pos_INR m'); lra).
  assert (F_A_nonneg : 0 <= (A)).
  { 
    assert (E : (A) = ((0 + (A - x)) + (x)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_positive))).
  }
  assert (F_X_pos : forall m', 0 < ((seq_X x m'))).
  { induction m' as [|m' F_X_pos_m].
  - assert (E : ((seq_X x 0%nat)) = (0 + (x)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_B_0 A); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) F_positive)).
  - assert (E : ((seq_X x (S m'))) = (0 + (((seq_X x m')) * (x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_B_S A m'); identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_X_pos_m F_positive))).
  }
  assert (F_X_le_B : forall m', 0 <= ((seq_B A m') - (seq_X x m'))).
  { induction m' as [|m' F_X_le_B_m].
  - assert (E : ((seq_B A 0%nat) - (seq_X x 0%nat)) = (0 + (A - x)) + 0) by (rewrite ?depth_0, ?(seq_X_0 x), ?(seq_B_0 A); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded)).
  - assert (E : ((seq_B A (S m')) - (seq_X x (S m'))) = ((0 + ((A) * ((seq_B A m') - (seq_X x m')))) + (((seq_X x m')) * (A - x))) + 0) by (rewrite ?(depth_S m'), ?(seq_X_S x m'), ?(seq_B_S A m'); identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ F_A_nonneg F_X_le_B_m)) (Rmult_le_pos _ _ (Rlt_le _ _ (F_X_pos m')) F_bounded))).
  }
  assert (F_square_le : forall m', 0 <= ((seq_B A m')^2 - (seq_X x m')^2)).
  { intro m'. 
    assert (E : ((seq_B A m')^2 - (seq_X x m')^2) = ((0 + (((seq_B A m') - (seq_X x m')) * ((seq_B A m') - (seq_X x m')))) + ((2) * (((seq_B A m') - (seq_X x m')) * ((seq_X x m'))))) + 0) by (identity).
    assert (K1 : 0 <= (2)) by lra.
    exact (by_identity _ _ _ E (eq_refl 0) (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (Rmult_le_pos _ _ (F_X_le_B m') (F_X_le_B m'))) (Rmult_le_pos _ _ K1 (Rmult_le_pos _ _ (F_X_le_B m') (Rlt_le _ _ (F_X_pos m')))))).
  }
  assert (F_B_pos : forall m', 0 < ((seq_B A m'))).
  { intro m'. 
    assert (E : ((seq_B A m')) = ((0 + ((seq_B A m') - (seq_X x m'))) + ((seq_X x m'))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) (F_X_le_B m')) (F_X_pos m'))).
  }
  assert (F_factor_pos : 0 < (1 - eta*(seq_X x n')^2)).
  { 
    assert (E : (1 - eta*(seq_X x n')^2) = ((((0 + (1 - eta*(depth n')*(seq_B A n')^2)) + ((eta) * ((seq_B A n')^2 - (seq_X x n')^2))) + (((seq_B A n')) * (((seq_B A n')) * (eta)))) + (((seq_B A n')) * (((seq_B A n')) * (((depth n') - 2) * (eta))))) + 0) by (identity).
    exact (by_identity_strict _ _ _ E (eq_refl 0) (Rplus_lt_le_0_compat _ _ (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_step_size) (Rmult_le_pos _ _ (Rlt_le _ _ F_eta_pos) (F_square_le n'))) (Rmult_lt_0_compat _ _ (F_B_pos n') (Rmult_lt_0_compat _ _ (F_B_pos n') F_eta_pos))) (Rmult_le_pos _ _ (Rlt_le _ _ (F_B_pos n')) (Rmult_le_pos _ _ (Rlt_le _ _ (F_B_pos n')) (Rmult_le_pos _ _ (F_depth n') (Rlt_le _ _ F_eta_pos)))))).
  }
  assert (F_stays_positive : 0 < (y)).
  { 
    assert (E : (y) = (0 + ((1 - eta*(seq_X x n')^2) * (x))) + (0 + (1) * (y - (x - eta*(seq_X x n')*x*(seq_X x n'))))) by (identity).
    exact (by_identity_strict _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_x)) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ F_factor_pos F_positive))).
  }
  assert (F_decreases : 0 < (x - y)).
  { 
    assert (E : (x - y) = (0 + (((seq_X x n')) * (((seq_X x n')) * ((eta) * (x))))) + (0 + (-1) * (y - (x - eta*(seq_X x n')*x*(seq_X x n'))))) by (identity).
    exact (by_identity_strict _ _ _ E (zero_plus _ _ (eq_refl 0) (zero_times _ _ F_update_x)) (Rplus_le_lt_0_compat _ _ (Rle_refl 0) (Rmult_lt_0_compat _ _ (F_X_pos n') (Rmult_lt_0_compat _ _ (F_X_pos n') (Rmult_lt_0_compat _ _ F_eta_pos F_positive))))).
  }
  assert (F_stays_bounded : 0 <= (A - y)).
  { 
    assert (E : (A - y) = ((0 + (A - x)) + (x - y)) + 0) by (identity).
    exact (by_identity _ _ _ E (eq_refl 0) (Rlt_le _ _ (Rplus_le_lt_0_compat _ _ (Rplus_le_le_0_compat _ _ (Rle_refl 0) F_bounded) F_decreases))).
  }
  exact (conj F_decreases (conj F_stays_positive (conj F_stays_bounded (conj F_stays_positive (F_stays_bounded))))).
Qed.

Theorem lemma_2_2_zero : forall (N : nat) (x y A eta : R), (2 <= N)%nat ->
  0 < (eta) ->
  0 <= (1 - eta*INR N*((A) ^ (N - 1))^2) ->
  0 < (x) ->
  0 <= (A - x) ->
  (y - (x - eta*((x) ^ (N - 1))*x*((x) ^ (N - 1)))) = 0 ->
  0 < (x - y) /\
  0 < (y) /\
  0 <= (A - y) /\
  0 < (y) /\
  0 <= (A - y).
Proof.
  intros N x y A eta HN F_eta_pos F_step_size F_positive F_bounded F_update_x.
  assert (DN : INR N = depth (N - 2)) by (unfold depth; rewrite minus_INR by exact HN; simpl; ring).
  assert (DX : ((x) ^ (N - 1)) = (seq_X x (N - 2))) by (rewrite seq_X_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  assert (DB : ((A) ^ (N - 1)) = (seq_B A (N - 2))) by (rewrite seq_B_is; replace (N - 2 + 1)%nat with (N - 1)%nat by lia; reflexivity).
  rewrite ?DN, ?DX, ?DB in F_eta_pos.
  rewrite ?DN, ?DX, ?DB in F_step_size.
  rewrite ?DN, ?DX, ?DB in F_positive.
  rewrite ?DN, ?DX, ?DB in F_bounded.
  rewrite ?DN, ?DX, ?DB in F_update_x.
  rewrite ?DN, ?DX, ?DB.
  exact (lemma_2_2_zero_sequences x y A eta (N - 2) F_eta_pos F_step_size F_positive F_bounded F_update_x).
Qed.

Theorem lemma_2_2_zero_all_steps : forall (N : nat) (A eta : R) (x : nat -> R), (2 <= N)%nat ->
  0 < (eta) ->
  0 <= (1 - eta*INR N*((A) ^ (N - 1))^2) ->
  (forall k, x (S k) = (x k) - eta*(((x k)) ^ (N - 1))*(x k)*(((x k)) ^ (N - 1))) ->
  0 < ((x 0%nat)) ->
  0 <= (A - (x 0%nat)) ->
  forall k : nat,
  0 < ((x k)) /\
  0 <= (A - (x k)) /\
  0 < ((x k) - (x (S k))) /\
  0 < ((x (S k))) /\
  0 <= (A - (x (S k))).
Proof.
  intros N A eta x HN F_eta_pos F_step_size U_x I_positive I_bounded.
  assert (I : forall k : nat, 0 < ((x k)) /\ 0 <= (A - (x k))).
  { induction k as [|k I]; [exact (conj I_positive (I_bounded))|].
    clear I_positive I_bounded.
    destruct I as [I_positive I_bounded].
    destruct (lemma_2_2_zero N (x k) (x (S k)) A eta HN F_eta_pos F_step_size I_positive I_bounded ltac:(rewrite (U_x k); ring)) as [C_decreases [C_stays_positive [C_stays_bounded [J_positive J_bounded]]]].
    exact (conj J_positive (J_bounded)). }
  clear I_positive I_bounded. intro k.
  destruct (I k) as [I_positive I_bounded].
  destruct (lemma_2_2_zero N (x k) (x (S k)) A eta HN F_eta_pos F_step_size I_positive I_bounded ltac:(rewrite (U_x k); ring)) as [C_decreases [C_stays_positive [C_stays_bounded [J_positive J_bounded]]]].
  exact (conj I_positive (conj I_bounded (conj C_decreases (conj C_stays_positive (C_stays_bounded))))).
Qed.

Print Assumptions lemma_2_2_zero_all_steps.
